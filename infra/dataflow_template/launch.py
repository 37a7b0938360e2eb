"""What the Flex Template starts: the graph submits itself and does not wait. Nothing else may be defined here."""

import sys

from dyadwire.pipelines.run.beam_main import main

sys.exit(main())
