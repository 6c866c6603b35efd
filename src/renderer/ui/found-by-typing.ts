import type { OptionsFilter } from '@mantine/core';
import { plain } from './plain-text.ts';

const isFound: OptionsFilter = ({ options, search }) => {
  const typed = plain(search.trim());
  return options.filter((one) => !('label' in one) || plain(one.label).includes(typed));
};

/** How a field finds one of its options by what is typed: accents and capitals are no difference, and Enter takes the first that is found. */
export const foundByTyping = { searchable: true, filter: isFound, selectFirstOptionOnChange: true } as const;
