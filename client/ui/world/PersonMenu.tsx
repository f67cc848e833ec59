import { Crosshair, MoreVertical, UserX, Volume2, VolumeX } from 'lucide-react';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { roleOn } from '../../state/chat.ts';
import { useChat, useChatActions } from '../chat/context.tsx';
import { showChatDialog } from '../chat/view.ts';
import { IconButton } from '../kit/Button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../kit/Menu.tsx';
import { useAction } from '../kit/useAction.ts';
import { useWorldHandle } from './context.tsx';
import { useMedia, useMediaActions } from './media/context.ts';

type Props = { userId: string; username: string; onLocate: () => void };

/** What one seldom does about somebody who is here. */
export function PersonMenu({ userId, username, onLocate }: Props) {
  const { serverId } = useWorldHandle().session;
  const { care } = useChatActions();
  const blocked = useChat((state) => state.blocks?.some(({ user_id }) => user_id === userId) ?? false);
  const moderates = useChat((state) => {
    const role = roleOn(state, serverId);
    return role !== null && isAtLeast(role, 'MODERATOR');
  });
  const isHeard = useMedia(({ peers }) => peers.get(userId)?.heard ?? false);
  const mutedForMe = useMedia(({ mutedPeople }) => mutedPeople.has(userId));
  const { mutePerson } = useMediaActions();
  const unblock = useAction(() => care.unblock(userId));
  const person = { userId, username };
  return (
    <Menu
      trigger={
        <IconButton
          icon={MoreVertical}
          label={`More about ${username}`}
          size="small"
          className="pointer-coarse:size-11"
        />
      }
    >
      <MenuItem icon={Crosshair} onSelect={onLocate}>
        Show on the map
      </MenuItem>
      {(isHeard || mutedForMe) && (
        <MenuItem icon={mutedForMe ? Volume2 : VolumeX} onSelect={() => mutePerson(userId, !mutedForMe)}>
          {mutedForMe ? 'Hear again' : 'Mute for me'}
        </MenuItem>
      )}
      <MenuSeparator />
      {blocked ? (
        <MenuItem icon={UserX} onSelect={() => unblock.run()}>
          Unblock {username}
        </MenuItem>
      ) : (
        <MenuItem icon={UserX} danger onSelect={() => showChatDialog({ kind: 'block', person })}>
          Block {username}
        </MenuItem>
      )}
      {moderates && (
        <MenuItem icon={VolumeX} danger onSelect={() => showChatDialog({ kind: 'mute', serverId, person })}>
          Mute {username}
        </MenuItem>
      )}
    </Menu>
  );
}
