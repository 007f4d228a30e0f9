import { Component, type ReactNode } from "react";
import { Failed } from "../ui/States";

interface FailureProps {
  children: ReactNode;
  /** Another value forgets the failure: the person has gone elsewhere. */
  place: string;
}

/** Keeps a fault of one view from taking the page down; React has no hook for this. */
export class Failure extends Component<FailureProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: FailureProps): void {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Failed error={this.state.error} retry={() => location.reload()} />;
  }
}
