"""The Batch API as another way to fill the journal: half price, within a day.

    ask -> Posting -- answered in a batch before? --> the inbox in the week's journal, read as a live reply would be
                   `- else --> the store in the folder above the weeks, and Posted is raised

A run walks all its weeks; what waits for a batch is left unfinished. Then what was put into the store goes to the
service (``courier``). The next run brings the answers (first the courier, from the service into the store; then each
week, from the store into its journal), walks again, gets further, and posts what comes next. Nothing else is
remembered: a request is known by its address, whoever asks for it.
"""
