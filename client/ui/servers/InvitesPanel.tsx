import { Copy, Link2, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Invite, VirtualServer } from '../../../shared/protocol/servers.ts';
import { createInvite, loadInvites, withdrawInvite } from '../../actions/members.ts';
import { openMembers, useMembers } from '../../state/members.ts';
import { toast } from '../../state/toasts.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { EmptyState } from '../kit/Feedback.tsx';
import { SelectField } from '../kit/Field.tsx';
import { useAction } from '../kit/useAction.ts';
import { PeopleList } from './PeopleList.tsx';

const HOUR = 3600;
const LASTS = [
  ['One day', 24 * HOUR],
  ['One week', 7 * 24 * HOUR],
  ['30 days', 30 * 24 * HOUR],
  ['For ever', 0],
] as const;
const USES = [
  ['As many as like', 0],
  ['One person', 1],
  ['5 people', 5],
  ['25 people', 25],
  ['100 people', 100],
] as const;

/** The link is made of this page's own address, which certainly leads here. */
const linkOf = ({ code }: Invite): string => `${location.origin}/invite/${code}`;

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast('The link is copied. Send it to whoever you like.', { tone: 'success' });
  } catch {
    toast('This browser does not let us copy. Select the link and copy it by hand.', { tone: 'error' });
  }
}

export function InvitesPanel({ server }: { server: VirtualServer }) {
  const { invites } = useMembers();
  const [uses, setUses] = useState(0);
  const [lasts, setLasts] = useState<number>(7 * 24 * HOUR);
  useEffect(() => {
    openMembers(server.id);
    void loadInvites(server.id);
  }, [server.id]);
  const create = useAction(async () => {
    await copy(linkOf(await createInvite(server.id, { max_uses: uses || null, expires_in: lasts || null })));
  });
  return (
    <div className="flex flex-col gap-6">
      <form
        className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          void create.run();
        }}
      >
        <SelectField label="Lets in" value={uses} onChange={(event) => setUses(Number(event.target.value))}>
          {USES.map(([label, value]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField label="Lasts" value={lasts} onChange={(event) => setLasts(Number(event.target.value))}>
          {LASTS.map(([label, value]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <Button type="submit" variant="primary" icon={Link2} busy={create.busy}>
          Make and copy a link
        </Button>
      </form>
      <PeopleList
        phase={invites.phase}
        error={invites.error}
        onRetry={() => loadInvites(server.id)}
        empty={
          <EmptyState title="No invites yet">
            Whoever opens an invite becomes a member at once, whatever else the world asks for.
          </EmptyState>
        }
      >
        {invites.items.map((invite) => (
          <InviteLine key={invite.code} server={server} invite={invite} />
        ))}
      </PeopleList>
      {invites.hasMore && (
        <Button
          className="self-center"
          busy={invites.phase === 'loading_more'}
          onClick={() => loadInvites(server.id, true)}
        >
          Show more invites
        </Button>
      )}
    </div>
  );
}

function InviteLine({ server, invite }: { server: VirtualServer; invite: Invite }) {
  const withdraw = useAction(async () => {
    await withdrawInvite(server.id, invite.code);
    toast('The invite is withdrawn; its link does nothing any more.');
  });
  const used =
    invite.max_uses === null ? `used ${invite.uses} times` : `used ${invite.uses} of ${invite.max_uses} times`;
  const ends =
    invite.expires_at === null
      ? 'never ends'
      : `ends ${new Date(invite.expires_at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}`;
  return (
    <li className="flex min-h-16 items-center gap-3 px-3.5 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="select-all truncate font-mono text-small">{linkOf(invite)}</p>
        <p className="text-caption text-ink-soft">
          {used}, {ends}
        </p>
      </div>
      <IconButton
        icon={Copy}
        label={`Copy the invite ${invite.code}`}
        size="small"
        onClick={() => copy(linkOf(invite))}
      />
      <IconButton
        icon={Trash2}
        label={`Withdraw the invite ${invite.code}`}
        size="small"
        aria-busy={withdraw.busy}
        onClick={() => withdraw.run()}
      />
    </li>
  );
}
