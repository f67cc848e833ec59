// What an avatar can be composed of. The lists are closed and only ever grow at their ends: a stored look is a row of
// positions in them, so moving or removing an entry would change people's faces.
import type { Colour } from '../colour.ts';

export type Option = { label: string /** The swatch that a composer shows; absent for shapes. */; colour?: Colour };

const shapes = (...labels: string[]): readonly Option[] => labels.map((label) => ({ label }));

const SKIN: readonly Option[] = [
  { label: 'Porcelain', colour: 0xf7dac4 },
  { label: 'Rose', colour: 0xf0c4a4 },
  { label: 'Sand', colour: 0xe8b48c },
  { label: 'Honey', colour: 0xdba274 },
  { label: 'Olive', colour: 0xc68f62 },
  { label: 'Bronze', colour: 0xae754c },
  { label: 'Chestnut', colour: 0x935c3a },
  { label: 'Umber', colour: 0x79482e },
  { label: 'Espresso', colour: 0x5d3626 },
  { label: 'Ebony', colour: 0x472a22 },
];

const HAIR_COLOURS: readonly Option[] = [
  { label: 'Ink', colour: 0x2e2838 },
  { label: 'Coffee', colour: 0x4a3128 },
  { label: 'Walnut', colour: 0x6b4630 },
  { label: 'Hazel', colour: 0x8e6140 },
  { label: 'Auburn', colour: 0x8c3f30 },
  { label: 'Ginger', colour: 0xc8683a },
  { label: 'Honey', colour: 0xc79647 },
  { label: 'Wheat', colour: 0xdcbb68 },
  { label: 'Platinum', colour: 0xd8ccae },
  { label: 'Ash', colour: 0x8d8a94 },
  { label: 'Silver', colour: 0xc3c4d0 },
  { label: 'Rose', colour: 0xd97796 },
  { label: 'Berry', colour: 0x9a4374 },
  { label: 'Violet', colour: 0x7a5bb0 },
  { label: 'Ocean', colour: 0x4478b8 },
  { label: 'Mint', colour: 0x58ad96 },
  { label: 'Moss', colour: 0x6b8f47 },
  { label: 'Scarlet', colour: 0xbb3a41 },
];

const CLOTH_COLOURS: readonly Option[] = [
  { label: 'Sky', colour: 0x5188c9 },
  { label: 'Navy', colour: 0x3b4a78 },
  { label: 'Teal', colour: 0x3f9490 },
  { label: 'Leaf', colour: 0x5a9c58 },
  { label: 'Forest', colour: 0x3f6650 },
  { label: 'Mustard', colour: 0xd2a03f },
  { label: 'Orange', colour: 0xd57c41 },
  { label: 'Coral', colour: 0xd9675f },
  { label: 'Red', colour: 0xb8404a },
  { label: 'Plum', colour: 0x8a4a78 },
  { label: 'Lavender', colour: 0x9a86c8 },
  { label: 'Blossom', colour: 0xd88fa8 },
  { label: 'Sand', colour: 0xc6ae84 },
  { label: 'Brown', colour: 0x7a583f },
  { label: 'Cloud', colour: 0xcdcfd8 },
  { label: 'Stone', colour: 0x8a8d99 },
  { label: 'Charcoal', colour: 0x474a58 },
  { label: 'Night', colour: 0x2f2d3d },
];

const SHOE_COLOURS: readonly Option[] = [
  { label: 'Brown', colour: 0x6e4a36 },
  { label: 'Black', colour: 0x35323f },
  { label: 'White', colour: 0xcfd0d8 },
  { label: 'Red', colour: 0xb5434a },
  { label: 'Blue', colour: 0x4470b0 },
  { label: 'Yellow', colour: 0xd0a544 },
  { label: 'Green', colour: 0x4f8f5c },
  { label: 'Pink', colour: 0xcf7f9c },
];

/** In the order in which a look is encoded. */
export const AVATAR_FIELDS = [
  { key: 'skin', label: 'Skin', options: SKIN },
  {
    key: 'hair_style',
    label: 'Hair',
    options: shapes(
      'Bald',
      'Short',
      'Buzz cut',
      'Side part',
      'Bob',
      'Long',
      'Curly',
      'Afro',
      'Ponytail',
      'Bun',
      'Braids',
      'Headscarf',
      'Locs',
      'Spiky',
      'Mohawk',
      'Pigtails',
    ),
  },
  { key: 'hair_color', label: 'Hair colour', options: HAIR_COLOURS },
  { key: 'facial_hair', label: 'Facial hair', options: shapes('None', 'Stubble', 'Moustache', 'Goatee', 'Beard') },
  {
    key: 'top',
    label: 'Top',
    options: shapes('T-shirt', 'Hoodie', 'Striped jumper', 'Shirt', 'Blazer', 'Dungarees', 'Cardigan', 'Tank top'),
  },
  { key: 'top_color', label: 'Top colour', options: CLOTH_COLOURS },
  { key: 'bottom', label: 'Bottom', options: shapes('Trousers', 'Shorts', 'Skirt', 'Long skirt') },
  { key: 'bottom_color', label: 'Bottom colour', options: CLOTH_COLOURS },
  { key: 'shoes_color', label: 'Shoes', options: SHOE_COLOURS },
  { key: 'eyewear', label: 'Glasses', options: shapes('None', 'Round', 'Square', 'Sunglasses', 'Eye patch') },
  {
    key: 'accessory',
    label: 'Accessory',
    options: shapes('None', 'Cap', 'Beanie', 'Headphones', 'Flower', 'Scarf', 'Bow', 'Straw hat'),
  },
  { key: 'accessory_color', label: 'Accessory colour', options: CLOTH_COLOURS },
] as const satisfies readonly { key: string; label: string; options: readonly Option[] }[];

export type AvatarField = (typeof AVATAR_FIELDS)[number]['key'];
