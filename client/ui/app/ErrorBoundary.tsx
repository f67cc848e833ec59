import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../kit/Button.tsx';
import { LogoMark } from '../kit/Logo.tsx';

type State = { failed: boolean; outdated: boolean };

/** A page that breaks leaves the rest standing. A chunk that is gone means that a new version was put up: reload for it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false, outdated: false };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, outdated: /dynamically imported module|Importing a module script/i.test(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { outdated } = this.state;
    return (
      <div className="grid min-h-[70dvh] place-items-center p-6">
        <div role="alert" className="flex max-w-md flex-col items-center gap-4 text-center">
          <LogoMark size={64} />
          <h1 className="font-display text-title">
            {outdated ? 'Part of the page did not load' : 'This page tripped'}
          </h1>
          <p className="text-ink-soft">
            {outdated
              ? 'The connection broke, or a new version is out. Reloading brings it.'
              : 'That is our fault, not yours. Nothing you saved is lost.'}
          </p>
          <div className="flex flex-wrap justify-center gap-3">
            <Button variant="primary" onClick={() => location.reload()}>
              Reload
            </Button>
            <Button onClick={() => location.assign('/')}>Go to the start</Button>
          </div>
        </div>
      </div>
    );
  }
}
