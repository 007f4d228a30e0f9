/** The vocabulary as the server keeps it, and changing it. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { StoredTerm, Term, TermChange } from "../../api/schema";

const VOCABULARY = ["vocabulary"];

export function useVocabulary() {
  return useQuery({ queryKey: VOCABULARY, queryFn: async () => answered(await api.GET("/api/vocabulary")) });
}

export interface VocabularyChanges {
  add(term: Term): Promise<void>;
  change(id: number, change: TermChange): Promise<void>;
  /** Delete a term, gone from the page at once; it comes back when the server refuses. */
  remove(id: number): Promise<void>;
  replace(terms: readonly Term[]): Promise<void>;
}

function order(a: StoredTerm, b: StoredTerm): number {
  return a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name);
}

/** Return the changes one may make; each throws a `ProblemError` when it was not made. */
export function useVocabularyChanges(): VocabularyChanges {
  const queries = useQueryClient();
  const put = (change: (terms: StoredTerm[]) => StoredTerm[]) =>
    queries.setQueryData<StoredTerm[]>(VOCABULARY, (terms) => terms && change(terms).sort(order));
  return {
    async add(term) {
      const stored = answered(await api.POST("/api/vocabulary", { body: term }));
      put((terms) => [...terms, stored]);
    },
    async change(id, change) {
      const params = { path: { term_id: id } };
      const stored = answered(await api.PATCH("/api/vocabulary/{term_id}", { params, body: change }));
      put((terms) => terms.map((term) => (term.id === id ? stored : term)));
    },
    async remove(id) {
      put((terms) => terms.filter((term) => term.id !== id));
      try {
        await api.DELETE("/api/vocabulary/{term_id}", { params: { path: { term_id: id } } });
      } catch (error) {
        await queries.invalidateQueries({ queryKey: VOCABULARY });
        throw error;
      }
    },
    async replace(terms) {
      queries.setQueryData(VOCABULARY, answered(await api.PUT("/api/vocabulary", { body: terms as Term[] })));
    },
  };
}
