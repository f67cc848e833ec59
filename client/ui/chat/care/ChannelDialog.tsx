import { useState } from 'react';
import type { Channel, ChannelChanges, ChannelType, Overwrite } from '../../../../shared/protocol/channels.ts';
import type { ServerRole } from '../../../../shared/protocol/servers.ts';
import { isAtLeast } from '../../../../shared/rules/roles.ts';
import { ApiError } from '../../../net/api-error.ts';
import { roleOn } from '../../../state/chat.ts';
import { channelKey } from '../../../state/chat-key.ts';
import { Button } from '../../kit/Button.tsx';
import { Segments } from '../../kit/Choice.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { SelectField, TextField } from '../../kit/Field.tsx';
import { useForm } from '../../kit/useForm.ts';
import { ROLE_LABEL } from '../../servers/labels.ts';
import { useChat, useChatActions, useChatHandle } from '../context.tsx';
import { CheckField } from './CheckField.tsx';
import { changesOf, isReadOnly, SLOW_MODES, withReadOnly } from './channel-form.ts';

type Props = { serverId: string; channel: Channel | null; onClose: () => void };

/** A new channel, or what one has the right to change of one that is there. */
export function ChannelDialog({ serverId, channel, onClose }: Props) {
  const { care } = useChatActions();
  const { go } = useChatHandle();
  const role = useChat((state) => roleOn(state, serverId)) ?? 'MEMBER';
  const categories = useChat((state) => state.channels[serverId]);
  const isAdmin = isAtLeast(role, 'ADMIN');
  const isDefault = channel?.is_default ?? false;
  const [type, setType] = useState<ChannelType>(channel?.type ?? 'TEXT');
  const [isPrivate, setPrivate] = useState(channel?.is_private ?? false);
  const [readOnly, setReadOnly] = useState(isReadOnly(channel?.overwrites ?? []));

  const submit = async (values: ChannelValues): Promise<void> => {
    const overwrites: Overwrite[] = withReadOnly(channel?.overwrites ?? [], readOnly);
    const all = {
      name: values.name.trim(),
      topic: values.topic.trim(),
      category: values.category.trim() || null,
      min_role: values.min_role as ServerRole,
      slow_mode_seconds: Number(values.slow_mode_seconds),
      ...{ is_private: isPrivate, overwrites },
    };
    if (!channel) {
      const made = await care.createChannel(serverId, { ...all, type });
      onClose();
      go(channelKey(made.id));
      return;
    }
    const changes: ChannelChanges = changesOf(channel, isAdmin ? all : pickForModerators(all));
    if (Object.keys(changes).length > 0) await care.changeChannel(channel, changes);
    onClose();
  };
  const { field, form, onSubmit, busy, error } = useForm<ChannelValues>({
    initial: {
      name: channel?.name ?? '',
      topic: channel?.topic ?? '',
      category: channel?.category ?? '',
      min_role: channel?.min_role ?? 'MEMBER',
      slow_mode_seconds: String(channel?.slow_mode_seconds ?? 0),
    },
    check: ({ name }) => (name.trim() === '' ? { name: 'Give the channel a name.' } : {}),
    place: (failure) =>
      failure instanceof ApiError && failure.code === 'channels/name_taken' ? { name: failure.message } : {},
    submit,
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={channel ? `Change ${channel.name}` : 'New channel'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => onSubmit()}>
            {channel ? 'Save' : 'Make the channel'}
          </Button>
        </>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        {error && <ErrorNote>{error}</ErrorNote>}
        {isAdmin && (
          <>
            <TextField {...field('name')} label="Name" maxLength={64} autoComplete="off" />
            {!channel && (
              <Segments legend="Kind of channel" options={TYPES} value={type} onChange={setType} className="w-fit" />
            )}
          </>
        )}
        <TextField
          {...field('topic')}
          label="Topic"
          optional
          hint="Stands above the conversation."
          maxLength={300}
          autoComplete="off"
        />
        {isAdmin && (
          <>
            <TextField
              {...field('category')}
              label="Category"
              optional
              hint="Channels of one category stand together."
              maxLength={64}
              autoComplete="off"
              list="chat-categories"
            />
            <datalist id="chat-categories">
              {[...new Set((categories ?? []).flatMap(({ category }) => category ?? []))].map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
        <SelectField
          {...field('slow_mode_seconds')}
          label="Slow mode"
          hint="How long people wait between two messages."
        >
          {SLOW_MODES.map(([seconds, label]) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </SelectField>
        {isAdmin && !isDefault && (
          <>
            <SelectField {...field('min_role')} label="Who finds it">
              {ROLES.filter((one) => isAtLeast(role, one)).map((one) => (
                <option key={one} value={one}>
                  {one === 'MEMBER' ? 'Everyone here' : `${ROLE_LABEL[one]}s and above`}
                </option>
              ))}
            </SelectField>
            <CheckField
              label="Private"
              hint="Only people who are added, and moderators, see it."
              checked={isPrivate}
              onChange={setPrivate}
            />
          </>
        )}
        {isAdmin && (
          <CheckField
            label="Members may only read"
            hint="For announcements: moderators write, everyone reads and reacts."
            checked={readOnly}
            onChange={setReadOnly}
          />
        )}
        {/* Enter sends the form. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

type ChannelValues = { name: string; topic: string; category: string; min_role: string; slow_mode_seconds: string };
const TYPES = [
  { value: 'TEXT', label: 'Text' },
  { value: 'VOICE', label: 'Voice' },
] as const;
const ROLES: readonly ServerRole[] = ['MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'];
const pickForModerators = <T extends { topic: string; slow_mode_seconds: number }>({
  topic,
  slow_mode_seconds,
}: T) => ({
  topic,
  slow_mode_seconds,
});
