import { Checkbox } from '@mantine/core';
import { role } from '#shared/people.ts';
import { type Masking, masking } from '#shared/rules/masking.ts';
import type { InForce } from '#shared/rules/of.ts';
import { useKey } from '../../keys/use-key.ts';
import { useWords } from '../../words/words.ts';
import type { Say } from '../customer/say.ts';
import { Newer, PageFoot } from './page-foot.tsx';
import { PagePreview } from './page-preview.tsx';
import styles from './rules.module.css';
import { usePage } from './use-page.ts';

/** An admin settles whose screens show phones and e-mails masked. */
export function MaskingEditor({ say, team, inForce }: { say: Say; team: string; inForce: InForce<Masking> }) {
  const { t } = useWords('people');
  const page = usePage({ team, inForce, half: masking, say });
  const { content, write, newer } = page;
  const publish = () => {
    if (page.typed && !newer) void page.publish(content);
  };
  useKey('save', publish);
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        {newer && <Newer say={say} newer={newer} onTheirs={page.drop} onMine={page.onTop} />}
        <Checkbox.Group
          label={say.t('rules.masking.roles')}
          description={say.t('rules.masking.hint')}
          value={[...content.roles]}
          onChange={(chosen) =>
            write({ ...content, roles: role.options.filter((one) => chosen.includes(one)) })
          }
        >
          {role.options.map((one) => (
            <Checkbox key={one} mt={10} value={one} label={t(`role.${one}`)} />
          ))}
        </Checkbox.Group>
        <PageFoot
          say={say}
          inForce={inForce}
          {...page}
          problem={null}
          onPublish={publish}
          onDrop={page.drop}
        />
      </div>
      <PagePreview say={say} theirs={page.newer && <MaskingRead say={say} masking={page.newer.content} />}>
        <MaskingRead say={say} masking={content} />
      </PagePreview>
    </div>
  );
}

/** What is settled, for everybody. */
export function MaskingRead({ say, masking: { roles } }: { say: Say; masking: Masking }) {
  const { t } = useWords('people');
  if (roles.length === 0) return <p className={styles.soft}>{say.t('rules.masking.nobody')}</p>;
  const names = new Intl.ListFormat(say.language, { type: 'conjunction' }).format(
    roles.map((one) => t(`role.${one}`)),
  );
  return (
    <>
      <p>{say.t('rules.masking.for', { roles: names })}</p>
      <p className="hilo-number">•• ••• •233 · c•••@example.com</p>
    </>
  );
}
