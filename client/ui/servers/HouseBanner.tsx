import { useEffect, useState } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { useTheme } from '../../state/theme.ts';
import { cx } from '../kit/cx.ts';
import { knownPicture, pictureSoon } from '../kit/picture.ts';
import { drawHouse, HOUSE_HEIGHT, HOUSE_WIDTH } from './house.ts';

/** No house has more windows. */
const WINDOWS_MAX = 12;

type HouseProps = {
  server: Pick<VirtualServer, 'id' | 'online_count'>;
  /** Screen pixels a pixel; the sides are cut where there is no room for them. */
  scale?: number;
  className?: string;
};

/** The house of a virtual server, by day or by night, a window lit for everyone who is in. Decorative. */
export function HouseBanner({ server, scale = 3, className }: HouseProps) {
  const night = useTheme((state) => state.dark);
  const people = Math.min(server.online_count, WINDOWS_MAX);
  const key = `house ${server.id} ${people} ${night}`;
  const [drawn, setDrawn] = useState({ key: '', url: '' });
  const url = knownPicture(key) ?? (drawn.key === key ? drawn.url : undefined);
  useEffect(() => {
    if (url) return;
    return pictureSoon(
      key,
      () => drawHouse(server.id, { people, night }),
      (ready) => setDrawn({ key, url: ready }),
    );
  }, [key, url, server.id, people, night]);
  return (
    <div
      aria-hidden="true"
      className={cx('pixelated bg-bottom bg-lawn', className)}
      style={{
        height: HOUSE_HEIGHT * scale,
        backgroundImage: url && `url(${url})`,
        backgroundSize: `${HOUSE_WIDTH * scale}px ${HOUSE_HEIGHT * scale}px`,
      }}
    />
  );
}
