import type { ComponentProps } from 'react';
import { navigate, usePlace } from './place.ts';

/** A real link: it can be opened in a new tab, copied and middle-clicked. A plain click stays in the page. */
export function Link({
  to,
  replace,
  onClick,
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { to: string; replace?: boolean }) {
  const current = usePlace((place) => place.path === to);
  return (
    <a
      aria-current={current ? 'page' : undefined}
      {...rest}
      href={to}
      onClick={(event) => {
        onClick?.(event);
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (!plain || event.defaultPrevented || rest.target) return;
        event.preventDefault();
        navigate(to, replace ? { replace } : {});
      }}
    />
  );
}
