// What stands over chat: one dialog at a time. All of it is loaded when the first one opens.

import { Dialog } from '../../kit/Dialog.tsx';
import { NotificationSettings } from '../../notifications/NotificationSettings.tsx';
import { ModerationDialog } from '../moderation/ModerationDialog.tsx';
import { type ChatDialog, showChatDialog, useChatView } from '../view.ts';
import { BlocksDialog } from './BlocksDialog.tsx';
import { ChannelDialog } from './ChannelDialog.tsx';
import { ChannelPeopleDialog } from './ChannelPeopleDialog.tsx';
import { BlockPerson, DeleteChannel, DeleteMessage, LeaveChannel } from './confirmations.tsx';
import { MuteDialog } from './MuteDialog.tsx';
import { NewDirectDialog } from './NewDirectDialog.tsx';
import { PictureDialog } from './PictureDialog.tsx';
import { RemovePersonDialog } from './RemovePersonDialog.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';

const close = (): void => showChatDialog(null);

export default function ChatDialogs() {
  const dialog = useChatView((state) => state.dialog);
  return dialog && <One dialog={dialog} />;
}

function One({ dialog }: { dialog: ChatDialog }) {
  switch (dialog.kind) {
    case 'channel':
      return <ChannelDialog {...dialog} onClose={close} />;
    case 'channel_people':
      return <ChannelPeopleDialog {...dialog} onClose={close} />;
    case 'delete_channel':
      return <DeleteChannel {...dialog} onClose={close} />;
    case 'leave_channel':
      return <LeaveChannel {...dialog} onClose={close} />;
    case 'new_direct':
      return <NewDirectDialog {...dialog} onClose={close} />;
    case 'blocks':
      return <BlocksDialog onClose={close} />;
    case 'block':
      return <BlockPerson {...dialog} onClose={close} />;
    case 'report':
      return <ReportDialog {...dialog} onClose={close} />;
    case 'mute':
      return <MuteDialog {...dialog} onClose={close} />;
    case 'remove':
      return <RemovePersonDialog {...dialog} onClose={close} />;
    case 'delete_message':
      return <DeleteMessage {...dialog} onClose={close} />;
    case 'versions':
      return <VersionsDialog {...dialog} onClose={close} />;
    case 'moderation':
      return <ModerationDialog {...dialog} onClose={close} />;
    case 'notifications':
      return (
        <Dialog open onOpenChange={close} title="Notifications" width="wide">
          <NotificationSettings />
        </Dialog>
      );
    case 'image':
      return <PictureDialog {...dialog} onClose={close} />;
  }
}
