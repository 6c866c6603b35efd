import { Component, type ErrorInfo, type ReactNode } from 'react';
import styles from './sheet.module.css';
import { Sheet } from './sheet.tsx';

type Props = {
  title: string;
  body: string;
  reload: string;
  refText: (ref: string) => string;
  children: ReactNode;
};

/**
 * Stands in for a screen that threw. A class because React offers catching to classes only. The error's name and stack go
 * to the page's log under the ref; its message does not, it could hold a customer's text.
 */
export class Broken extends Component<Props, { ref: string | null }> {
  override state = { ref: null };

  static getDerivedStateFromError(): { ref: string } {
    return { ref: `page-${crypto.randomUUID().slice(0, 8)}` };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(`screen broken ${this.state.ref}: ${error.name}${info.componentStack ?? ''}`);
  }

  override render(): ReactNode {
    const { ref } = this.state;
    if (ref === null) return this.props.children;
    return (
      <Sheet title={this.props.title}>
        <p>{this.props.body}</p>
        <p>{this.props.refText(ref)}</p>
        <p>
          {/* a plain button: Mantine itself may be what broke */}
          <button type="button" className={styles.plain} onClick={() => location.reload()}>
            {this.props.reload}
          </button>
        </p>
      </Sheet>
    );
  }
}
