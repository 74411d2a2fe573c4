-- Keys and indexes, in a file of their own: a first load is filled before they are made, which is several times as fast.
ALTER TABLE vendor.employer ADD PRIMARY KEY (employer_id), ADD FOREIGN KEY (parent_id) REFERENCES vendor.employer;
ALTER TABLE vendor.employer_name ADD PRIMARY KEY (employer_id, valid_from), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer;
ALTER TABLE vendor.contract ADD PRIMARY KEY (contract_id), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer;
ALTER TABLE vendor.org_unit ADD PRIMARY KEY (org_unit_id), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer, ADD FOREIGN KEY (parent_id) REFERENCES vendor.org_unit;
ALTER TABLE vendor.eligibility_batch ADD PRIMARY KEY (file_batch_id), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer, ADD UNIQUE (employer_id, received_at);
ALTER TABLE vendor.eligibility ADD PRIMARY KEY (elig_id), ADD FOREIGN KEY (file_batch_id) REFERENCES vendor.eligibility_batch,
  ADD FOREIGN KEY (dept_id) REFERENCES vendor.org_unit, ADD FOREIGN KEY (site_id) REFERENCES vendor.org_unit;
CREATE INDEX ON vendor.eligibility (employer_id, person_no);
ALTER TABLE vendor.participant ADD PRIMARY KEY (participant_id), ADD FOREIGN KEY (elig_id) REFERENCES vendor.eligibility;
CREATE INDEX ON vendor.participant (elig_id);
ALTER TABLE vendor.auth_event ADD PRIMARY KEY (event_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.device_token ADD PRIMARY KEY (token_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.consent ADD PRIMARY KEY (consent_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
CREATE INDEX ON vendor.consent (participant_id);
-- No foreign key: a request outlives the account that it erases.
ALTER TABLE vendor.erasure_request ADD PRIMARY KEY (request_id);
ALTER TABLE vendor.hra_def ADD PRIMARY KEY (hra_version);
ALTER TABLE vendor.hra_item ADD PRIMARY KEY (item_id), ADD UNIQUE (hra_version, code), ADD FOREIGN KEY (hra_version) REFERENCES vendor.hra_def;
ALTER TABLE vendor.hra_response ADD PRIMARY KEY (response_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant, ADD FOREIGN KEY (hra_version) REFERENCES vendor.hra_def;
CREATE INDEX ON vendor.hra_response (participant_id);
ALTER TABLE vendor.hra_answer ADD PRIMARY KEY (response_id, item_id), ADD FOREIGN KEY (response_id) REFERENCES vendor.hra_response, ADD FOREIGN KEY (item_id) REFERENCES vendor.hra_item;
ALTER TABLE vendor.hra_score ADD PRIMARY KEY (response_id, code), ADD FOREIGN KEY (response_id) REFERENCES vendor.hra_response;
ALTER TABLE vendor.productivity ADD PRIMARY KEY (response_id), ADD FOREIGN KEY (response_id) REFERENCES vendor.hra_response;
ALTER TABLE vendor.utilisation ADD PRIMARY KEY (utilisation_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant,
  ADD FOREIGN KEY (response_id) REFERENCES vendor.hra_response;
CREATE UNIQUE INDEX ON vendor.utilisation (response_id) WHERE source = 'self';
ALTER TABLE vendor.condition ADD PRIMARY KEY (participant_id, code), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.medication ADD PRIMARY KEY (medication_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.screening_event ADD PRIMARY KEY (event_id), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer, ADD FOREIGN KEY (org_unit_id) REFERENCES vendor.org_unit;
ALTER TABLE vendor.screening ADD PRIMARY KEY (screening_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant, ADD FOREIGN KEY (event_id) REFERENCES vendor.screening_event;
CREATE INDEX ON vendor.screening (participant_id);
ALTER TABLE vendor.biometric ADD PRIMARY KEY (screening_id, code), ADD FOREIGN KEY (screening_id) REFERENCES vendor.screening;
ALTER TABLE vendor.wearable_link ADD PRIMARY KEY (link_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.wearable_day ADD PRIMARY KEY (link_id, day), ADD FOREIGN KEY (link_id) REFERENCES vendor.wearable_link;
ALTER TABLE vendor.campaign ADD PRIMARY KEY (campaign_id), ADD FOREIGN KEY (employer_id) REFERENCES vendor.employer;
ALTER TABLE vendor.campaign_enrol ADD PRIMARY KEY (campaign_id, participant_id), ADD FOREIGN KEY (campaign_id) REFERENCES vendor.campaign,
  ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.campaign_log ADD PRIMARY KEY (campaign_id, participant_id, day, metric), ADD FOREIGN KEY (campaign_id, participant_id) REFERENCES vendor.campaign_enrol;
ALTER TABLE vendor.post ADD PRIMARY KEY (post_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant, ADD FOREIGN KEY (campaign_id) REFERENCES vendor.campaign;
ALTER TABLE vendor.coach ADD PRIMARY KEY (coach_id);
ALTER TABLE vendor.coaching_case ADD PRIMARY KEY (case_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant, ADD FOREIGN KEY (coach_id) REFERENCES vendor.coach;
ALTER TABLE vendor.coaching_note ADD PRIMARY KEY (case_id, at), ADD FOREIGN KEY (case_id) REFERENCES vendor.coaching_case;
ALTER TABLE vendor.incentive_ledger ADD PRIMARY KEY (entry_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.message ADD PRIMARY KEY (message_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.support_ticket ADD PRIMARY KEY (ticket_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.staff_access ADD PRIMARY KEY (access_id), ADD FOREIGN KEY (participant_id) REFERENCES vendor.participant;
ALTER TABLE vendor.disclosure_log ADD PRIMARY KEY (disclosure_id);
