// Imported before anything else. zod compiles faster parsers with `new Function` where it may; a page with our content
// security policy may not, and already the try would be reported as a violation.

import { config } from 'zod';

config({ jitless: true });
