/** Loaded into each child of `npm start`: when the parent is gone, even by kill -9, the child stops in good order. */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // Listening must not keep a finished program alive.
  process.channel.unref()
}
