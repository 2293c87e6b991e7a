// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

// The pages' content security policy forbids eval, so schemas must not compile themselves. Importing this
// file is enough, and it must happen before the first schema reads anything.
z.config({ jitless: true })
