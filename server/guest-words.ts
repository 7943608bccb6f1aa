/** Manners and animals of which the names of guests are made, 32 of each in every language. */
const list = (words: string): readonly string[] => words.split(' ')

export const ENGLISH_MANNERS = list(
  'Amber Bold Brave Bright Calm Cheerful Clever Coral Curious Eager Gentle Golden Happy Honest Jolly Keen Kind Lively Lucky Mellow Merry Nimble Patient Quick Quiet Silver Sunny Swift Tidy Violet Warm Wise',
)
export const ENGLISH_ANIMALS = list(
  'Badger Bear Beaver Bison Crane Deer Dolphin Falcon Finch Fox Gecko Hare Hedgehog Heron Koala Lark Lynx Magpie Marten Otter Owl Panda Puffin Raven Robin Seal Sparrow Squirrel Swan Tortoise Walrus Wren',
)

/** German adjectives without their ending, which the animal decides. */
export const GERMAN_MANNERS = list(
  'Bunt Emsig Fleißig Flink Freundlich Froh Fröhlich Geduldig Gelassen Golden Heiter Herzlich Hurtig Keck Klug Kühn Lebhaft Listig Lustig Munter Mutig Neugierig Pfiffig Ruhig Sanft Silbern Sonnig Still Tapfer Vergnügt Wach Warm',
)

const ENDINGS = {
  er: 'Biber Dachs Falke Fink Fuchs Hase Hirsch Igel Kranich Luchs Marder Otter Panda Rabe Reiher Schwan Spatz Specht Storch Wal Zaunkönig',
  e: 'Amsel Eule Elster Lerche Meise Möwe Robbe Schildkröte',
  es: 'Eichhörnchen Murmeltier Reh',
}

/** German animals, each with the ending of an adjective before it. */
export const GERMAN_ANIMALS = Object.entries(ENDINGS).flatMap(([ending, names]) =>
  list(names).map((name) => ({ name, ending })),
)
