import { Flag, Hourglass, ScrollText, ShieldAlert, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { isAtLeast } from '../../../../shared/rules/roles.ts';
import { roleOn } from '../../../state/chat.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { type Tab, Tabs } from '../../kit/Tabs.tsx';
import { useChat } from '../context.tsx';
import { AuditTab } from './AuditTab.tsx';
import { HeldTab } from './HeldTab.tsx';
import { MutesTab } from './MutesTab.tsx';
import { ReportsTab } from './ReportsTab.tsx';
import { WordRulesTab } from './WordRulesTab.tsx';

/** Looking after the chat of a world: moderators; words are forbidden and the record is read by admins. */
export function ModerationDialog({ serverId, onClose }: { serverId: string; onClose: () => void }) {
  const [tab, setTab] = useState('reports');
  const role = useChat((state) => roleOn(state, serverId)) ?? 'MEMBER';
  const isAdmin = isAtLeast(role, 'ADMIN');
  const tabs: Tab[] = [
    { value: 'reports', label: 'Reports', icon: Flag, content: <ReportsTab serverId={serverId} /> },
    { value: 'held', label: 'Held', icon: Hourglass, content: <HeldTab serverId={serverId} /> },
    {
      value: 'words',
      label: 'Words',
      icon: ShieldAlert,
      content: <WordRulesTab serverId={serverId} mayChange={isAdmin} />,
    },
    { value: 'mutes', label: 'Mutes', icon: VolumeX, content: <MutesTab serverId={serverId} /> },
    ...(isAdmin
      ? [{ value: 'record', label: 'Record', icon: ScrollText, content: <AuditTab serverId={serverId} /> }]
      : []),
  ];
  return (
    <Dialog open onOpenChange={onClose} title="Look after the chat" width="wide">
      <Tabs label="What to look after" tabs={tabs} value={tab} onChange={setTab} className="min-h-[min(28rem,60dvh)]" />
    </Dialog>
  );
}
