(values (:id::uuid, :directive_id::uuid, :clause_id::uuid, true, :n % 5 > 0, false, false))
