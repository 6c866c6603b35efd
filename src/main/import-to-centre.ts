import { importToCentre } from './import/to-centre.ts';

process.exitCode = await importToCentre(process.argv.slice(2));
