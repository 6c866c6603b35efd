/** Whether what is typed a second time cannot become the first any more. Not before it is as long: nobody is told off while they type. */
export const differs = (again: string, first: string): boolean =>
  again !== '' && again.length >= first.length && again !== first;
