import { useState } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { deleteServer } from '../../actions/servers.ts';
import { Link } from '../../router/Link.tsx';
import { navigate } from '../../router/place.ts';
import { toast } from '../../state/toasts.ts';
import { linkClass } from '../auth/AuthFrame.tsx';
import { Button } from '../kit/Button.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useAction } from '../kit/useAction.ts';

export function OwnerPanel({ server }: { server: VirtualServer }) {
  const [asking, setAsking] = useState(false);
  const remove = useAction(async () => {
    await deleteServer(server.id);
    navigate('/', { replace: true });
    toast(`${server.name} is gone.`);
  });
  return (
    <div className="flex flex-col gap-7">
      <Panel title="Hand it over">
        <p className="text-ink-soft">
          Choose a successor in the list of{' '}
          <Link to={`/servers/${server.id}/settings/members`} className={linkClass}>
            members
          </Link>
          : the menu beside their name has “Hand the world over”. You stay as an admin.
        </p>
      </Panel>
      <Panel title="Delete this world" tone="danger">
        <p className="mb-5 text-ink-soft">
          Everyone inside is sent out. The map, the messages and the invites are deleted, for all and for good.
        </p>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete {server.name}
        </Button>
      </Panel>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${server.name}?`}
        confirmLabel="Delete for good"
        danger
        typed={server.name}
        busy={remove.busy}
        onConfirm={remove.run}
      >
        This can not be undone.
      </ConfirmDialog>
    </div>
  );
}
