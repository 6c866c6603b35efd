import { Select } from '@mantine/core';
import { textIn } from '#shared/rules/texts.ts';
import { useView } from '../../../live/view.ts';
import { foundByTyping } from '../../../ui/found-by-typing.ts';
import { useWords } from '../../../words/words.ts';
import { useAbsences, useDayText } from '../../absence/use-absences.ts';
import { useScreen } from '../screen-context.ts';

/** Everybody who works here but the person of this desk, what they are good at, and whether they are away; `nameOf` answers null for an id that is none of them. */
export function useColleagues() {
  const { say, self, view } = useScreen();
  const { value: people = [] } = useView({ view: 'people' });
  const { value: skills = [] } = useView({ view: 'skills' });
  const { language } = useWords();
  const known = new Map(skills.map(({ id, name }) => [id, textIn(name, language)]));
  const { where, standIn } = useAbsences(view.team);
  const dayText = useDayText();
  const others = people.filter(({ id }) => id !== self && where(id).is !== 'gone');
  const nameOf = (id: string): string | null => others.find((one) => one.id === id)?.name ?? null;
  return {
    options: others.map(({ id, name, role, skills: theirs }) => {
      const presence = where(id);
      const away =
        presence.is === 'away' ? ` · ${say.t('handOver.away', { day: dayText(presence.away.until) })}` : '';
      const good = theirs.flatMap((skill) => known.get(skill) ?? []);
      const told = [name, say.t(`handOver.role.${role}`), ...good].join(' · ');
      return { value: id, label: `${told}${away}` };
    }),
    nameOf,
    /** Of somebody who is away: until when, and who is asked instead (null: nobody stands in, or it is the person of this desk). */
    awayOf: (id: string): { until: string; instead: string | null } | null => {
      const presence = where(id);
      if (presence.is !== 'away') return null;
      const instead = standIn(id);
      return { until: dayText(presence.away.until), instead: instead === self ? null : instead };
    },
  };
}

type Props = { hint: string; to: string; onChange: (to: string) => void; isMissing: boolean };

/** A colleague, found by typing. */
export function ColleagueField({ hint, to, onChange, isMissing }: Props) {
  const { say } = useScreen();
  const { options, nameOf } = useColleagues();
  return (
    <Select
      label={say.t('handOver.to')}
      description={hint}
      placeholder={say.t('handOver.choose')}
      nothingFoundMessage={say.t('handOver.nobody')}
      data={options}
      {...foundByTyping}
      // Enter on the chosen one is no way to have none.
      allowDeselect={false}
      // Below, as far as the window goes: above stands what is asked, and what is wrong with it.
      comboboxProps={{ position: 'bottom-start' }}
      maxDropdownHeight={170}
      inputWrapperOrder={['label', 'description', 'error', 'input']}
      data-autofocus
      error={isMissing ? say.t('handOver.missing') : null}
      value={nameOf(to) === null ? null : to}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
