/** Whether PostgreSQL can hold a text: it takes no NUL, and half a surrogate pair would come back as another character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
