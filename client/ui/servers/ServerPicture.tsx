import { useState } from 'react';
import { cx } from '../kit/cx.ts';

/** The picture that a server's people chose; nothing when it does not load. Its host does not learn where it is shown. */
export function ServerPicture({ url, className }: { url: string; className?: string }) {
  const [failed, setFailed] = useState(false);
  if (failed) return null;
  return (
    <img
      src={url}
      alt=""
      width={48}
      height={48}
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setFailed(true)}
      className={cx('frame size-12 bg-surface object-cover', className)}
    />
  );
}
