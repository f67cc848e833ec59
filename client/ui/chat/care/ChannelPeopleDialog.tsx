import { useCallback, useEffect, useState } from 'react';
import type { Channel, ChannelMember } from '../../../../shared/protocol/channels.ts';
import { isAtLeast } from '../../../../shared/rules/roles.ts';
import { messageOf } from '../../../net/api-error.ts';
import { roleOn } from '../../../state/chat.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote, Skeleton } from '../../kit/Feedback.tsx';
import { Portrait } from '../../kit/Portrait.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions } from '../context.tsx';
import { PeopleField } from './PeopleField.tsx';

/** Of a channel; whoever wants to see more of them has the list of members. */
const SHOWN_MAX = 500;

/** Who is in a private channel; moderators add people and take them out. */
export function ChannelPeopleDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { care } = useChatActions();
  const role = useChat((state) => roleOn(state, channel.server_id));
  const mayChange = role !== null && isAtLeast(role, 'MODERATOR');
  const [people, setPeople] = useState<readonly ChannelMember[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const read = useCallback(async () => {
    try {
      const all: ChannelMember[] = [];
      let cursor: string | null = null;
      do {
        const page: { members: ChannelMember[]; cursor: string | null } = await care.channelMembers(
          channel,
          cursor === null ? {} : { cursor },
        );
        all.push(...page.members);
        cursor = page.cursor;
      } while (cursor !== null && all.length < SHOWN_MAX);
      setPeople(all);
      setError(null);
    } catch (failure) {
      setError(messageOf(failure));
    }
  }, [care, channel]);
  useEffect(() => void read(), [read]);
  const add = useAction(async (userId: string) => {
    await care.addToChannel(channel, userId);
    await read();
  });
  return (
    <Dialog open onOpenChange={onClose} title={`People in ${channel.name}`} width="wide">
      <div className="grid gap-8 sm:grid-cols-2">
        <section className="flex min-w-0 flex-col gap-2">
          <h3 className="font-semibold text-small">In the channel{people && ` (${people.length})`}</h3>
          {error && (
            <ErrorNote
              actions={
                <Button size="small" className="pointer-coarse:h-11" onClick={read}>
                  Try again
                </Button>
              }
            >
              {error}
            </ErrorNote>
          )}
          {!people && !error && <Skeleton className="h-24" />}
          {people?.length === 0 && <p className="text-ink-soft text-small">Nobody was added yet.</p>}
          <ul className="flex max-h-96 flex-col overflow-y-auto">
            {people?.map((person) => (
              <PersonInChannel
                key={person.user_id}
                person={person}
                channel={channel}
                mayRemove={mayChange}
                onRemoved={read}
              />
            ))}
          </ul>
        </section>
        {mayChange && (
          <PeopleField
            label="Add somebody"
            serverIds={[channel.server_id]}
            without={new Set((people ?? []).map(({ user_id }) => user_id))}
            onPick={({ user_id }) => add.run(user_id)}
          />
        )}
      </div>
    </Dialog>
  );
}

type PersonProps = { person: ChannelMember; channel: Channel; mayRemove: boolean; onRemoved: () => Promise<void> };
function PersonInChannel({ person, channel, mayRemove, onRemoved }: PersonProps) {
  const { care } = useChatActions();
  const remove = useAction(async () => {
    await care.removeFromChannel(channel, person.user_id);
    await onRemoved();
  });
  return (
    <li className="flex min-h-12 items-center gap-3 text-small">
      <Portrait avatarId={person.avatar_id} />
      <span className="min-w-0 flex-1 truncate font-medium">
        <bdi>{person.username}</bdi>
      </span>
      {mayRemove && (
        <Button
          size="small"
          className="pointer-coarse:h-11"
          variant="quiet"
          busy={remove.busy}
          onClick={() => remove.run()}
          aria-label={`Take out ${person.username}`}
        >
          Take out
        </Button>
      )}
    </li>
  );
}
