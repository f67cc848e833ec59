import { Picker } from 'emoji-picker-element';
import dataUrl from 'emoji-picker-element-data/en/emojibase/data.json?url';
import { useEffect, useRef } from 'react';
import { useTheme } from '../../state/theme.ts';

/** The picker of emoji-picker-element, with its data from our own server. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useTheme((state) => state.dark);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const picker = new Picker({ dataSource: dataUrl, locale: 'en' });
    picker.addEventListener('emoji-click', ({ detail }) => {
      if (detail.unicode) pick.current(detail.unicode);
    });
    place.current?.append(picker);
    // The search, so that one can write what one looks for at once; not by touch, where it would open the keyboard.
    const frame = requestAnimationFrame(() => {
      if (matchMedia('(hover: hover)').matches) picker.shadowRoot?.querySelector('input')?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
      picker.remove();
    };
  }, []);
  useEffect(() => {
    const picker = place.current?.querySelector('emoji-picker');
    picker?.classList.toggle('dark', dark);
    picker?.classList.toggle('light', !dark);
  }, [dark]);
  return <div ref={place} className="h-full" />;
}
