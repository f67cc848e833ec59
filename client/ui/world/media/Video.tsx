import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { cx } from '../../kit/cx.ts';

type Props = {
  stream: MediaStream;
  /** As in a mirror: how one knows oneself. */
  mirrored?: boolean;
  /** The whole of it, with bars beside: of a screen no edge may be lost. */
  whole?: boolean;
  ref?: Ref<HTMLVideoElement>;
};

/** A picture without sound: that is played elsewhere, as loud as people stand near. */
export function Video({ stream, mirrored, whole, ref }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useImperativeHandle(ref, () => video.current!);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      muted
      playsInline
      autoPlay
      className={cx(
        'block size-full bg-outline',
        whole ? 'object-contain' : 'object-cover',
        mirrored && '-scale-x-100',
      )}
    />
  );
}
