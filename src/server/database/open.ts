import { type Config, ConfigError } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { FolderError } from './programs.ts';
import { accountOf } from './roles.ts';

/** Where a server works with a database, and where the account that owns its tables does. */
type Addresses = { url: string; ownerUrl: string };

/**
 * The database that the settings name, or the embedded one, in this program's shape. `open` stops what was started here.
 * @throws ConfigError and what pg throws
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'folder'>,
  open: AsyncDisposableStack,
): Promise<Addresses> {
  let { databaseUrl: url, databaseOwnerUrl: ownerUrl } = config;
  if (url === null) {
    const embedded = await openEmbedded({ folder: config.folder }).catch((error: unknown) => {
      if (!(error instanceof FolderError)) throw error;
      throw new ConfigError(error.message, { cause: error });
    });
    open.defer(() => embedded.stop());
    url = embedded.servingUrl;
    ownerUrl = embedded.url;
  }
  await migrate(ownerUrl ?? url, { serving: ownerUrl === null ? null : accountOf(url) });
  return { url, ownerUrl: ownerUrl ?? url };
}
