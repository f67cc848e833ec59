import { useState } from 'react';
import type { Report, ReportStatus } from '../../../../shared/protocol/moderation.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Segments } from '../../kit/Choice.tsx';
import { cx } from '../../kit/cx.ts';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions } from '../context.tsx';
import { showChatDialog } from '../view.ts';
import { fullTime, inOneLine } from '../words.ts';
import { Card, PagedList } from './PagedList.tsx';
import { usePages } from './usePages.ts';

const STATUSES: readonly { value: ReportStatus; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Acted on' },
  { value: 'dismissed', label: 'Dismissed' },
];

export function ReportsTab({ serverId }: { serverId: string }) {
  const { care } = useChatActions();
  const [status, setStatus] = useState<ReportStatus>('open');
  const changes = useChat((state) => state.moderation[serverId] ?? 0);
  const pages = usePages(
    async (cursor) => {
      const { reports, ...page } = await care.reports(serverId, { status, ...cursor });
      return { ...page, items: reports };
    },
    ({ id }) => id,
    `${status} ${changes}`,
  );
  return (
    <div className="flex flex-col gap-5">
      <Segments
        legend="Which reports"
        options={STATUSES}
        value={status}
        onChange={setStatus}
        className="w-fit [&>label]:flex-auto"
      />
      <PagedList pages={pages} empty={status === 'open' ? 'No reports wait for you.' : 'None so far.'}>
        {(report) => (
          <ReportCard key={report.id} report={report} onDone={() => pages.drop(({ id }) => id === report.id)} />
        )}
      </PagedList>
    </div>
  );
}

function ReportCard({ report, onDone }: { report: Report; onDone: () => void }) {
  const { care } = useChatActions();
  const decide = useAction(async (status: 'resolved' | 'dismissed') => {
    await care.decideReport(report.server_id, report.id, { status });
    onDone();
  });
  const { author_id: userId, author_name: username, server_id: serverId } = report;
  const person = { userId, username };
  return (
    <Card>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>
          <strong>{report.reporter_name}</strong> reported <strong>{username}</strong>
        </span>
        <span className="text-caption text-ink-soft">{fullTime(report.created_at)}</span>
        {report.status !== 'open' && <Badge>{report.status === 'resolved' ? 'Acted on' : 'Dismissed'}</Badge>}
      </p>
      <p className="whitespace-pre-wrap" dir="auto">
        {report.reason}
      </p>
      <Evidence report={report} />
      {report.status === 'open' && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            className="pointer-coarse:h-11"
            variant="primary"
            busy={decide.busy}
            onClick={() => decide.run('resolved')}
          >
            Acted on
          </Button>
          <Button
            size="small"
            className="pointer-coarse:h-11"
            busy={decide.busy}
            onClick={() => decide.run('dismissed')}
          >
            Dismiss
          </Button>
          <Button
            size="small"
            className="pointer-coarse:h-11"
            variant="quiet"
            onClick={() => showChatDialog({ kind: 'mute', serverId, person })}
          >{`Mute ${username}`}</Button>
          <Button
            size="small"
            className="pointer-coarse:h-11"
            variant="quiet"
            onClick={() => showChatDialog({ kind: 'remove', serverId, person, ban: true })}
          >{`Ban ${username}`}</Button>
        </div>
      )}
    </Card>
  );
}

/** The message and those around it as they were when it was reported. */
const Evidence = ({ report: { evidence, message_id } }: { report: Report }) => (
  <details>
    <summary className="min-h-8 py-1 font-semibold text-accent-text">
      {evidence.length === 1 ? 'The message' : `The message and ${evidence.length - 1} around it`}
    </summary>
    <ol className="mt-2 flex flex-col border-line-strong border-l-4">
      {evidence.map((message) => (
        <li
          key={message.id}
          className={cx('overflow-clip px-3 py-1', message.id === message_id && 'bg-lamp-wash font-semibold')}
        >
          <bdi>{message.username}</bdi>: <bdi>{inOneLine(message)}</bdi>
        </li>
      ))}
    </ol>
  </details>
);
