-- Who fell out of what desks hold and who came back, by their numbers: what was written about them before travels without words, since what it was is
-- told there anew (decision 0035).
CREATE INDEX change_passage ON change (team, customer_id, n) WHERE kind = 'record' AND (key LIKE 'away:%' OR key LIKE 'back:%');
