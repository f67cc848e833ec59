import { FileJson, ImageOff, Images, Upload, X } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { loadTemplates, type MapChoice } from '../../actions/servers.ts';
import { messageOf } from '../../net/api-error.ts';
import { useServers } from '../../state/servers.ts';
import { Badge } from '../kit/Badge.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { ChoiceCards } from '../kit/Choice.tsx';
import { cx } from '../kit/cx.ts';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { type ImageState, imageStates, imagesOf, sortFiles } from './map-files.ts';

/** What is picked so far. `null` from `choiceOf` while nothing can be sent yet. */
export type MapDraft = { source: string; file: File | null; images: readonly File[] };
export const OWN_MAP = 'own';
export const emptyDraft: MapDraft = { source: 'office', file: null, images: [] };

export function choiceOf({ source, file, images }: MapDraft): MapChoice | null {
  if (source !== OWN_MAP) return { template: source };
  return file && { file, images };
}

type PickerProps = { draft: MapDraft; onChange: (draft: MapDraft) => void; disabled?: boolean };

/** The built-in maps with their pictures, or a Tiled map of one's own. */
export function MapPicker({ draft, onChange, disabled }: PickerProps) {
  const templates = useServers((state) => state.templates);
  const [error, setError] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    setError(null);
    loadTemplates().catch((failure) => setError(messageOf(failure)));
  }, [tries]);

  const options = [
    ...(templates ?? []).map(({ id, title, description, preview_url }) => ({
      value: id,
      label: title,
      hint: description,
      picture: (
        <img src={preview_url} alt="" loading="lazy" className="aspect-3/2 w-full bg-ground-deep object-cover" />
      ),
    })),
    {
      value: OWN_MAP,
      label: 'My own map',
      hint: 'A map made with Tiled, saved as JSON.',
      picture: (
        <span className="grid aspect-3/2 w-full place-items-center bg-sunken text-ink-soft">
          <FileJson size={44} strokeWidth={1.25} aria-hidden />
        </span>
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-5">
      {error && (
        <ErrorNote
          actions={
            <Button size="small" onClick={() => setTries(tries + 1)}>
              Try again
            </Button>
          }
        >
          {error}
        </ErrorNote>
      )}
      {templates || error ? (
        <ChoiceCards
          legend="Map"
          options={options}
          value={draft.source}
          onChange={(source) => onChange({ ...draft, source })}
          className="grid-cols-2 md:grid-cols-4"
          disabled={disabled}
        />
      ) : (
        <div className="grid grid-cols-2 gap-4 md:grid-cols-4" aria-busy="true">
          <span className="sr-only">Loading the maps…</span>
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-44" />
          ))}
        </div>
      )}
      {draft.source === OWN_MAP && <OwnMap draft={draft} onChange={onChange} disabled={disabled} />}
    </div>
  );
}

function OwnMap({ draft, onChange, disabled }: PickerProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const wanted = useWantedImages(draft.file);
  const zone = useRef<HTMLDivElement>(null);
  useEffect(() => {
    zone.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, []);
  const take = (files: FileList | null): void => {
    const sorted = sortFiles({ map: draft.file, images: [...draft.images] }, [...(files ?? [])]);
    setRefused(sorted.refused);
    onChange({ ...draft, file: sorted.map, images: sorted.images });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  };
  return (
    <div ref={zone} className="flex scroll-my-4 flex-col gap-4">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx(
          'flex flex-col items-center gap-2 border-2 border-line-strong border-dashed px-5 py-7 text-center',
          'has-focus-visible:outline-3 has-focus-visible:outline-focus has-focus-visible:outline-offset-3',
          over ? 'border-accent bg-accent-wash' : 'bg-sunken hover:border-ink-soft',
        )}
      >
        <Upload size={24} aria-hidden className="text-accent-text" />
        <span className="font-semibold">{draft.file ? 'Choose other files' : 'Choose the map and its images'}</span>
        <span className="text-ink-soft text-small">
          One Tiled map (.json or .tmj) and the pictures of its tilesets, all at once or one after the other. Or drop
          them here.
        </span>
        <input
          id={id}
          type="file"
          multiple
          disabled={disabled}
          accept=".json,.tmj,application/json,image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
          className="sr-only"
        />
      </label>
      {refused.length > 0 && (
        <ErrorNote>
          {refused.join(', ')}: only Tiled maps saved as JSON, and PNG, JPEG, WebP or GIF images can be used here.
        </ErrorNote>
      )}
      {draft.file && (
        <ul className="frame divide-y-2 divide-line bg-surface text-small">
          <FileLine
            icon={<FileJson size={18} aria-hidden />}
            name={draft.file.name}
            note={sizeOf(draft.file)}
            onRemove={() => onChange({ ...draft, file: null })}
          />
          {imageStates(wanted, draft.images).map((image) => (
            <ImageLine key={image.name} image={image} />
          ))}
          {draft.images
            .filter(({ name }) => !wanted.includes(name))
            .map((image) => (
              <FileLine
                key={image.name}
                icon={<Images size={18} aria-hidden />}
                name={image.name}
                note="not used by this map"
                onRemove={() => onChange({ ...draft, images: draft.images.filter((kept) => kept !== image) })}
              />
            ))}
        </ul>
      )}
    </div>
  );
}

const STATE = {
  sent: { tone: 'accent', text: 'Ready' },
  built_in: { tone: 'accent', text: 'Built in' },
  missing: { tone: 'lamp', text: 'Missing: drawn with placeholder tiles' },
} as const;
function ImageLine({ image }: { image: ImageState }) {
  const { tone, text } = STATE[image.state];
  const Icon = image.state === 'missing' ? ImageOff : Images;
  return <FileLine icon={<Icon size={18} aria-hidden />} name={image.name} note={<Badge tone={tone}>{text}</Badge>} />;
}

function FileLine(props: { icon: ReactNode; name: string; note: ReactNode; onRemove?: () => void }) {
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-1.5">
      <span className="text-ink-soft">{props.icon}</span>
      <span className="min-w-0 flex-1 truncate font-medium">{props.name}</span>
      <span className="text-ink-soft">{props.note}</span>
      {props.onRemove && <IconButton icon={X} label={`Remove ${props.name}`} size="small" onClick={props.onRemove} />}
    </li>
  );
}

/** Reads the map here, only to tell which pictures go with it; what is wrong with a map is for the server to say. */
function useWantedImages(file: File | null): string[] {
  const [wanted, setWanted] = useState<string[]>([]);
  useEffect(() => {
    let current = true;
    setWanted([]);
    file
      ?.text()
      .then((text) => current && setWanted(imagesOf(JSON.parse(text))))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [file]);
  return wanted;
}

const sizeOf = ({ size }: File): string =>
  size < 1024 * 1024 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
