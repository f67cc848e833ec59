import { lazy, Suspense } from 'react';
import { Loading } from './Away.tsx';
import type { PageProps } from './pages.ts';

/** Phaser comes with it: only who enters a world loads it. */
const World = lazy(() => import('../../game/index.tsx'));

export default function WorldPage({ params }: PageProps) {
  const serverId = params.server_id as string;
  return (
    <Suspense fallback={<Loading text="Opening the door…" />}>
      <World key={serverId} serverId={serverId} />
    </Suspense>
  );
}
