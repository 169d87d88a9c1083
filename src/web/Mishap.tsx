import { Component, type ReactNode } from 'react'
import { ProblemNote } from './ProblemNote.tsx'

type Props = { children: ReactNode; place: string }

/** A screen that fails says so where it stood, and leaves the rest of the app alone; another place starts afresh. */
export class Mishap extends Component<Props, { error: unknown; place: string }> {
  override state: { error: unknown; place: string } = { error: null, place: this.props.place }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  static getDerivedStateFromProps(props: Props, state: { error: unknown; place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place }
  }

  override render() {
    if (!this.state.error) return this.props.children
    return (
      <div className="page">
        <ProblemNote error={this.state.error} retry={() => location.reload()} />
      </div>
    )
  }
}
