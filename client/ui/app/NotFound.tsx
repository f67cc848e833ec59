import type { ReactNode } from 'react';
import { Link } from '../../router/Link.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { LogoMark } from '../kit/Logo.tsx';

type NotFoundProps = {
  title?: string;
  text?: string /** Inside a page that has the main region already. */;
  inside?: boolean;
};

export function NotFound({ title = 'Nobody lives here', text, inside }: NotFoundProps) {
  const Frame = inside ? Box : Main;
  return (
    <Frame>
      <div className="flex max-w-md flex-col items-center gap-4 text-center">
        <LogoMark size={64} />
        <h1 tabIndex={-1} className="font-display text-title">
          {title}
        </h1>
        <p className="text-ink-soft">
          {text ?? 'There is no page at this address. The link may be old, or a letter got lost.'}
        </p>
        <Link to="/" className={buttonClass('primary')}>
          Go to the start
        </Link>
      </div>
    </Frame>
  );
}

const frame = 'grid min-h-[70dvh] place-items-center p-6';
const Main = ({ children }: { children: ReactNode }) => (
  <main id="main" className={frame}>
    {children}
  </main>
);
const Box = ({ children }: { children: ReactNode }) => <div className={frame}>{children}</div>;
