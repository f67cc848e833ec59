import { useState } from 'react';
import { Dialog } from '../kit/Dialog.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { peopleTabs } from './people-tabs.tsx';
import { ServerGate } from './ServerGate.tsx';

type ManageServerDialogProps = { serverId: string; open: boolean; onOpenChange: (open: boolean) => void };

/** The members, requests, invites and bans of a world, for those who are inside it. Load it lazily. */
export default function ManageServerDialog({ serverId, open, onOpenChange }: ManageServerDialogProps) {
  const [tab, setTab] = useState('members');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="People of this world" width="wide">
      <ServerGate serverId={serverId}>
        {(server) => <Tabs label="People" tabs={peopleTabs(server)} value={tab} onChange={setTab} />}
      </ServerGate>
    </Dialog>
  );
}
