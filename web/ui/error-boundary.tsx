/** Keeps a crash inside the screen it happened on: the frame stays, and the reader is told what to do. */
import { Component, type ReactNode } from 'react'
import { ProblemNote } from './notices.tsx'

type Props = { children: ReactNode; resetKey: string }
type State = { error: unknown; resetKey: string }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }

  /** Leaving the broken screen clears the error. */
  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return <ProblemNote error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}
