// What there is to save: every table of ours, found in the catalog, so that a new one is never forgotten.

import type pg from 'pg';
import type { TableStart } from './format.ts';

/** The migrations write these themselves. */
const BOOKKEEPING = ['kysely_migration', 'kysely_migration_lock'];

/** Objects of the current schema that no extension brought. */
const ownRelations = (kinds: string): string => `
  select c.oid, c.relname as name, c.relkind as kind from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind in (${kinds})
    and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
  order by c.relname`;

export async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(ownRelations(`'r', 'p'`));
  return rows.map((row) => row.name);
}

/** With the columns that can be written: generated ones make themselves again. */
export async function tablesToSave(client: pg.Client): Promise<TableStart[]> {
  const { rows } = await client.query<TableStart>(
    `select t.name, array_agg(a.attname::text order by a.attnum) as columns
     from (${ownRelations(`'r'`)}) t
     join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where t.name <> all ($1) group by t.name order by t.name`,
    [BOOKKEEPING],
  );
  return rows;
}

export async function sequencesOf(client: pg.Client): Promise<{ name: string; value: string; is_called: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(ownRelations(`'S'`));
  const found = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ value: string; is_called: boolean }>(
      `select last_value::text as value, is_called from ${client.escapeIdentifier(name)}`,
    );
    found.push({ name, ...state[0]! });
  }
  return found;
}

/** Removes everything of ours from the current schema; what extensions brought stays. */
export async function dropEverything(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare
      object record;
    begin
      for object in ${ownRelations(`'v', 'm', 'f', 'r', 'p', 'S'`)} loop
        if to_regclass(quote_ident(object.name)) is not null then
          execute format('drop %s %I cascade', case object.kind
            when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
            when 'S' then 'sequence' else 'table' end, object.name);
        end if;
      end loop;
      for object in
        select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = current_schema()::regnamespace
          and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
      loop
        execute format('drop routine if exists %s cascade', object.name);
      end loop;
      for object in
        select t.typname as name from pg_type t
        where t.typnamespace = current_schema()::regnamespace and t.typtype in ('d', 'e')
          and not exists (select from pg_depend d where d.objid = t.oid and d.classid = 'pg_type'::regclass and d.deptype = 'e')
      loop
        execute format('drop type if exists %I cascade', object.name);
      end loop;
      for object in
        select c.cfgname as name from pg_ts_config c
        where c.cfgnamespace = current_schema()::regnamespace
          and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_ts_config'::regclass and d.deptype = 'e')
      loop
        execute format('drop text search configuration if exists %I cascade', object.name);
      end loop;
    end $$`);
}

/** Text that means the same on every server, and all the time that it takes. */
export async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(`
    set datestyle = 'iso, ymd';
    set intervalstyle = 'iso_8601';
    set timezone = 'UTC';
    set bytea_output = 'hex';
    set extra_float_digits = 1;
    set statement_timeout = 0;
    set idle_in_transaction_session_timeout = 0;
    set lock_timeout = '10s'`);
}
