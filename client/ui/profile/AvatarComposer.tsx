import { Dices, Undo2 } from 'lucide-react';
import { useId } from 'react';
import {
  AVATAR_FIELDS,
  type AvatarField,
  type AvatarLook,
  encodeLook,
  type Option,
  randomLook,
} from '../../../art/avatar/index.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { portraitUrl, standingUrl } from '../kit/picture.ts';
import { LookStage } from './LookStage.tsx';

/** What belongs together on the page; each is a row of the composer. */
const GROUPS: readonly { title: string; fields: readonly AvatarField[] }[] = [
  { title: 'Face', fields: ['skin', 'eyewear', 'facial_hair'] },
  { title: 'Hair', fields: ['hair_style', 'hair_color'] },
  { title: 'Clothes', fields: ['top', 'top_color', 'bottom', 'bottom_color', 'shoes_color'] },
  { title: 'Extras', fields: ['accessory', 'accessory_color'] },
];
type ComposerProps = {
  look: AvatarLook;
  onChange: (look: AvatarLook) => void;
  /** The look to go back to. */
  saved: AvatarLook;
  /** The headings of its parts: one below what stands above it on the page. */
  heading?: 'h2' | 'h3';
};

/** Skin, hair, clothes and colours, with the figure walking as it is composed. */
export function AvatarComposer({ look, onChange, saved, heading: Heading = 'h3' }: ComposerProps) {
  const id = encodeLook(look);
  const unchanged = id === encodeLook(saved);
  return (
    <div className="grid gap-6 bg-inherit lg:grid-cols-[20rem_1fr] lg:gap-8">
      <div className="sticky top-0 z-10 flex flex-col gap-3 self-start bg-inherit py-2 lg:top-6 lg:gap-4 lg:py-0">
        <LookStage avatarId={id} />
        <div className="grid grid-cols-2 gap-3 px-0.5">
          <Button
            icon={Dices}
            variant="lamp"
            className="px-2!"
            onClick={() => onChange(randomLook(Math.floor(Math.random() * 2 ** 32)))}
          >
            Surprise me
          </Button>
          <Button icon={Undo2} disabled={unchanged} onClick={() => onChange(saved)}>
            Undo
          </Button>
        </div>
      </div>
      <div className="flex flex-col gap-8">
        {GROUPS.map(({ title, fields }) => (
          <section key={title} aria-label={title} className="flex flex-col gap-5">
            <Heading className="border-line border-b-2 pb-2 font-display text-heading">{title}</Heading>
            {fields.map((key) => (
              <LookField key={key} field={key} look={look} onChange={onChange} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function LookField({
  field,
  look,
  onChange,
}: {
  field: AvatarField;
  look: AvatarLook;
  onChange: (look: AvatarLook) => void;
}) {
  const name = useId();
  const found = AVATAR_FIELDS.find(({ key }) => key === field);
  if (!found) return null;
  // Nothing to colour: the choice would do nothing.
  if (field === 'accessory_color' && look.accessory === 0) return null;
  const options: readonly Option[] = found.options;
  const chosen = options[look[field]];
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-small">
        <span className="font-semibold">{found.label}</span>
        <span className="text-ink-soft"> {chosen?.label}</span>
      </legend>
      <div className="flex flex-wrap gap-2.5">
        {options.map((option, index) => (
          <label
            key={option.label}
            title={option.label}
            className={cx(
              'frame relative block bg-sunken hover:[--frame:var(--ink-soft)]',
              'has-checked:[--frame-width:3px] has-checked:[--frame:var(--accent)] has-checked:bg-accent-wash',
              'has-focus-visible:outline-3 has-focus-visible:outline-focus has-focus-visible:outline-offset-4',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={look[field] === index}
              onChange={() => onChange({ ...look, [field]: index })}
              aria-label={option.label}
              className="sr-only"
            />
            <Sample field={field} option={option} look={{ ...look, [field]: index }} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const BELOW: readonly AvatarField[] = ['bottom', 'top'];
/** A colour as a swatch; a shape as it looks on this very figure. */
function Sample({ field, option, look }: { field: AvatarField; option: Option; look: AvatarLook }) {
  if (option.colour !== undefined) {
    return (
      <span className="block size-9" style={{ backgroundColor: `#${option.colour.toString(16).padStart(6, '0')}` }} />
    );
  }
  const id = encodeLook(look);
  if (BELOW.includes(field)) {
    return (
      <span className="flex h-16 w-16 items-end justify-center overflow-hidden">
        <img src={standingUrl(id)} alt="" width={64} height={96} className="pixelated -mb-1.5 max-w-none self-end" />
      </span>
    );
  }
  return <img src={portraitUrl(id)} alt="" width={64} height={64} className="pixelated block" />;
}
