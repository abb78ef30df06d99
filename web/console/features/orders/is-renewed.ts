/** Whether the customer asked for another promise after the first, by which another one may count as promised first. */
export const isRenewed = (promises: readonly { version: number; cause: string }[]): boolean =>
  promises.some(({ version, cause }) => version > 1 && cause === 'customer')
