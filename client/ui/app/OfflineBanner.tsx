import { CloudOff } from 'lucide-react';
import { usePlace } from '../../router/place.ts';
import { useConnection } from '../../state/connection.ts';

export function OfflineBanner() {
  const online = useConnection((state) => state.online);
  // The chat says it in its own place, and what waits for the line.
  const isChat = usePlace((place) => /^\/chat(\/|$)/.test(place.path));
  return (
    <div role="status">
      {!online && !isChat && (
        <p className="sticky top-0 z-70 flex items-center justify-center gap-2.5 bg-lamp px-4 py-2 text-center font-medium text-on-lamp text-small">
          <CloudOff size={16} aria-hidden className="shrink-0" />
          You are offline. What you see may be old; it goes on by itself when you are back.
        </p>
      )}
    </div>
  );
}
