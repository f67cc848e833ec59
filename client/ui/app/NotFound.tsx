import { Link } from '../../router/Link.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { LogoMark } from '../kit/Logo.tsx';

export function NotFound({ title = 'Nobody lives here', text }: { title?: string; text?: string }) {
  return (
    <main id="main" className="grid min-h-[80dvh] place-items-center p-6">
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
    </main>
  );
}
