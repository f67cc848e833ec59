// What happened to voice and video, and what stands in their way.

import { MicOff, TriangleAlert, Video, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../../kit/Button.tsx';
import { cx } from '../../kit/cx.ts';
import { glass } from '../glass.ts';
import { useMedia, useMediaActions } from './context.ts';

const NOTICE_MS = 9000;

export function MediaNotes() {
  const problem = useMedia((state) => state.problem);
  const notice = useMedia((state) => state.notice);
  const paused = useMedia((state) => state.videoPaused);
  const { dismissProblem, dismissNotice, resumeVideo } = useMediaActions();
  const id = notice?.id;
  useEffect(() => {
    if (id === undefined) return;
    const timer = setTimeout(dismissNotice, NOTICE_MS);
    return () => clearTimeout(timer);
  }, [id, dismissNotice]);
  return (
    <>
      {problem && (
        <div
          role="alert"
          className={cx(
            glass,
            'flex max-w-md animate-rise items-start gap-3 border-danger border-l-4 py-2 pr-1.5 pl-4 text-small',
          )}
        >
          <TriangleAlert size={18} aria-hidden className="mt-1 shrink-0 text-danger-text" />
          <p className="min-w-0 flex-1 py-0.5">
            <strong className="block font-semibold">{problem.message}</strong>
            {problem.fix}
          </p>
          <IconButton
            icon={X}
            label="Dismiss"
            size="small"
            className="pointer-coarse:size-11"
            onClick={dismissProblem}
          />
        </div>
      )}
      {notice && (
        <div
          role="status"
          className={cx(glass, 'flex max-w-md animate-rise items-center gap-3 py-1.5 pr-1.5 pl-4 text-small')}
        >
          {/camera|video/.test(notice.code) ? (
            <Video size={18} aria-hidden className="shrink-0 text-lamp-text" />
          ) : (
            <MicOff size={18} aria-hidden className="shrink-0 text-lamp-text" />
          )}
          <span className="min-w-0 flex-1">{notice.message}</span>
          {paused && notice.code === 'video_paused' && (
            <Button size="small" variant="quiet" onClick={resumeVideo}>
              Send it again
            </Button>
          )}
          <IconButton
            icon={X}
            label="Dismiss"
            size="small"
            className="pointer-coarse:size-11"
            onClick={dismissNotice}
          />
        </div>
      )}
    </>
  );
}
