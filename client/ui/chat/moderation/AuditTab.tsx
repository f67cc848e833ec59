import { useChatActions } from '../context.tsx';
import { fullTime } from '../words.ts';
import { auditNote, auditWords } from './audit-words.ts';
import { PagedList } from './PagedList.tsx';
import { usePages } from './usePages.ts';

/** What was done by those who look after this world, newest first. Nobody can change it. */
export function AuditTab({ serverId }: { serverId: string }) {
  const { care } = useChatActions();
  const pages = usePages(
    async (cursor) => {
      const { records, ...page } = await care.audit(serverId, cursor);
      return { ...page, items: records };
    },
    ({ id }) => id,
  );
  return (
    <PagedList pages={pages} empty="Nothing was done yet.">
      {(record) => {
        const note = auditNote(record);
        return (
          <li key={record.id} className="border-line border-b-2 pb-3 text-small last:border-b-0">
            <p>
              <bdi>{auditWords(record)}</bdi>
            </p>
            <p className="text-caption text-ink-soft">
              <time dateTime={record.at}>{fullTime(record.at)}</time>
              {note && ` · ${note}`}
            </p>
          </li>
        );
      }}
    </PagedList>
  );
}
