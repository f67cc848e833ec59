import { type ReactNode, useState } from 'react';

/** What somebody said whom one has blocked: there for who asks for it. */
export function Folded({ folded, children }: { folded: boolean; children: ReactNode }) {
  const [shown, setShown] = useState(false);
  if (!folded || shown) return children;
  return (
    <p className="text-ink-soft text-small italic">
      Message of someone you blocked.{' '}
      <button
        type="button"
        className="font-semibold not-italic underline underline-offset-3 pointer-coarse:min-h-11"
        onClick={() => setShown(true)}
      >
        Show
      </button>
    </p>
  );
}
