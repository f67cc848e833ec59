import { useEffect } from 'react';
import { loadProfile } from '../../actions/session.ts';
import { holdLeaving } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { Skeleton } from '../kit/Feedback.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useAction } from '../kit/useAction.ts';
import { NotificationSettings } from '../notifications/NotificationSettings.tsx';
import { AccountPanel } from './AccountPanel.tsx';
import { AvatarComposer } from './AvatarComposer.tsx';
import { useLook } from './useLook.ts';

export default function ProfilePage() {
  const profile = useSession((state) => state.profile);
  useEffect(() => {
    loadProfile().catch(() => undefined);
  }, []);
  const { look, saved, changed, setLook, save } = useLook();
  const saving = useAction(async () => {
    await save();
    toast('Your new look is on. Others see it at once.', { tone: 'success' });
  });
  useEffect(() => {
    if (changed) return holdLeaving(() => confirm('Your new look is not saved. Leave it?'));
  }, [changed]);

  return (
    <>
      <h1 tabIndex={-1} className="mb-8 font-display text-display">
        You
      </h1>
      <div className="flex flex-col gap-8">
        <Panel
          title="Your look"
          aside={
            <Button variant="primary" disabled={!changed} busy={saving.busy} onClick={saving.run}>
              Save this look
            </Button>
          }
        >
          {profile ? (
            <AvatarComposer look={look} saved={saved} onChange={setLook} />
          ) : (
            <div aria-busy="true">
              <span className="sr-only">Loading your look…</span>
              <Skeleton className="h-96" />
            </div>
          )}
          {changed && (
            <div className="safe-bottom sticky bottom-0 z-10 -mx-5 mt-6 flex items-center justify-between gap-4 border-line border-t-2 bg-surface px-5 pt-3 [--safe-pad:0.75rem] sm:-mx-7 sm:px-7">
              <span className="text-ink-soft text-small">Not saved yet</span>
              <Button variant="primary" busy={saving.busy} onClick={saving.run}>
                Save this look
              </Button>
            </div>
          )}
        </Panel>
        <NotificationSettings />
        {profile && <AccountPanel profile={profile} />}
      </div>
    </>
  );
}
