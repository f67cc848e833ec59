// The world as a page: the canvas below, the HUD above. The shell loads it when somebody enters a world.

import { useEffect, useRef, useState } from 'react';
import { beginStay, type Stay } from '../actions/world-stay.ts';
import { navigate } from '../router/place.ts';
import { useSession } from '../state/session.ts';
import { WorldProvider } from '../ui/world/context.tsx';
import { Hud } from '../ui/world/Hud.tsx';
import { startGame } from './start.ts';

export default function World({ serverId }: { serverId: string }) {
  const userId = useSession((state) => state.userId);
  const username = useSession((state) => state.username);
  const [stay, setStay] = useState<Stay | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new name is no new stay
  useEffect(() => {
    if (!userId || !username) return;
    const begun = beginStay({ serverId, userId, username, onLeave: () => navigate('/') });
    setStay(begun);
    return () => {
      begun.end();
      setStay(null);
    };
  }, [serverId, userId]);
  if (!stay) return null;
  return (
    <WorldProvider value={stay}>
      <div className="fixed inset-0 overflow-hidden bg-[#1c2a2f]">
        <Canvas stay={stay} />
        <Hud />
      </div>
    </WorldProvider>
  );
}

function Canvas({ stay }: { stay: Stay }) {
  const parent = useRef<HTMLDivElement>(null);
  const pixelRatio = usePixelRatio();
  useEffect(() => {
    if (!parent.current) return;
    const { session, actions, media } = stay;
    return startGame({ parent: parent.current, session, actions, media: media.store, pixelRatio });
  }, [stay, pixelRatio]);
  return <div ref={parent} className="pixelated absolute inset-0" />;
}

/** Changes when the page is zoomed or comes to another screen: the game begins anew in its pixels. */
function usePixelRatio(): number {
  const [ratio, setRatio] = useState(devicePixelRatio);
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    const look = (): void => setRatio(devicePixelRatio);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, [ratio]);
  return ratio;
}
