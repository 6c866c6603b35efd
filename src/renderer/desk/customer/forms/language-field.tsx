import { NativeSelect } from '@mantine/core';
import type { Language } from '#shared/settings.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { useScreen } from '../screen-context.ts';

/** Languages of contacts, ISO 639-1: those that are official in Spain, then those of its neighbours and visitors. */
export const languages = ['es', 'ca', 'eu', 'gl', 'en', 'fr', 'pt', 'de', 'it', 'nl', 'ar', 'ro', 'uk', 'zh'];

/** In which language a customer is spoken to: what they asked for, else what the shop says, else that of the last case, else that of this desk. */
export function spokenTo(
  { customer, cases, file }: Pick<CustomerView, 'customer' | 'cases' | 'file'>,
  desk: Language,
): string {
  const lately = cases.toSorted((a, b) => b.openedAt - a.openedAt).find((one) => one.languages.length > 0);
  return file.preferred?.language ?? customer.language ?? lately?.languages.at(-1) ?? desk.slice(0, 2);
}

/** The language in which the customer was answered: the law wants it kept. */
export function LanguageField({ language, onChange }: { language: string; onChange: (to: string) => void }) {
  const { say } = useScreen();
  return (
    <NativeSelect
      size="xs"
      aria-label={say.t('wrapUp.language')}
      title={say.t('wrapUp.language')}
      w={130}
      value={language}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[...new Set([language, ...languages])].map((value) => ({ value, label: say.tongue(value) }))}
    />
  );
}
