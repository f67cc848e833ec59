import { useEffect, useState } from 'react';
import { messageOf } from '../../net/api-error.ts';
import { holdFile } from '../../net/files.ts';

/** A file of a message as an address for <img>, while it is shown. */
export function useFile(path: string): { url: string | null; error: string | null } {
  const [shown, setShown] = useState<{ path: string; url: string | null; error: string | null }>({
    ...{ path, url: null, error: null },
  });
  useEffect(() => {
    let current = true;
    const { url, release } = holdFile(path);
    url.then(
      (address) => current && setShown({ path, url: address, error: null }),
      (error: unknown) => current && setShown({ path, url: null, error: messageOf(error) }),
    );
    return () => {
      current = false;
      release();
    };
  }, [path]);
  return shown.path === path ? shown : { url: null, error: null };
}
