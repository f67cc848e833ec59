import { AVATAR_FRAMES } from '../../../art/avatar/index.ts';
import type { Status } from '../../../shared/protocol/users.ts';
import { StatusDot } from './Badge.tsx';
import { cx } from './cx.ts';
import { portraitUrl, sheetUrl } from './picture.ts';

type PortraitProps = {
  avatarId: string;
  /** Multiples of 32 look crisp. */
  size?: number;
  status?: Status;
  className?: string;
};

/** Someone's face. Decorative: their name stands beside it. */
export function Portrait({ avatarId, size = 32, status, className }: PortraitProps) {
  return (
    <span
      className={cx('relative inline-block shrink-0 bg-ground-deep', className)}
      style={{ width: size, height: size }}
    >
      <img src={portraitUrl(avatarId)} alt="" width={size} height={size} className="pixelated block" />
      {status && (
        <span className="absolute -right-1 -bottom-1 bg-surface p-0.5 leading-none">
          <StatusDot status={status} named />
        </span>
      )}
    </span>
  );
}

export type Facing = keyof typeof AVATAR_FRAMES.rows;
type FigureProps = {
  avatarId: string;
  facing?: Facing;
  walking?: boolean /** Screen pixels a pixel. */;
  scale?: number;
  className?: string;
};

/** The whole person, at rest or walking on the spot. */
export function AvatarFigure({ avatarId, facing = 'down', walking = false, scale = 2, className }: FigureProps) {
  const { width, height, columns, rows, walk, walk_frames_per_second: rate } = AVATAR_FRAMES;
  return (
    <span
      aria-hidden="true"
      className={cx('pixelated block shrink-0', walking && 'avatar-walk', className)}
      style={{
        width: width * scale,
        height: height * scale,
        backgroundImage: `url(${sheetUrl(avatarId)})`,
        backgroundSize: `${columns * width * scale}px ${4 * height * scale}px`,
        backgroundPositionY: -rows[facing] * height * scale,
        ['--walk-from' as string]: `${-walk[0] * width * scale}px`,
        ['--walk-to' as string]: `${-(walk[0] + walk.length) * width * scale}px`,
        ['--walk-time' as string]: `${walk.length / rate}s`,
      }}
    />
  );
}
