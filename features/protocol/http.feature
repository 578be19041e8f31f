Feature: HTTP

  What HTTP itself asks of the answers: which methods are allowed, how others are refused,
  and how an app is told to authenticate.

  Background:
    Given a private client
    And the app holds tokens

  @CC-HTTP-01
  Scenario Outline: Where an app that <request> with <method> is answered with 405, the answer lists the allowed methods
    When the app <request> with <method>
    Then an answer 405 lists the allowed methods

    Examples:
      | request                         | method |
      | asks for authorization          | PUT    |
      | asks for authorization          | DELETE |
      | exchanges the code              | GET    |
      | exchanges the code              | PUT    |
      | asks for the user's information | DELETE |
      | revokes the access token        | PUT    |
      | introspects the access token    | GET    |

  @CC-HTTP-03
  Scenario Outline: An app that <request> with <method> is answered with 405
    When the app <request> with <method>
    Then the answer's status is 405

    Examples:
      | request                         | method |
      | asks for authorization          | PUT    |
      | asks for authorization          | DELETE |
      | asks for authorization          | PATCH  |
      | exchanges the code              | PUT    |
      | exchanges the code              | DELETE |
      | asks for the user's information | DELETE |
      | revokes the access token        | PUT    |
      | introspects the access token    | DELETE |

  @CC-HTTP-03
  Scenario Outline: An app that <request> with <method> is answered with 405, or with 404 where there is no such endpoint
    When the app <request> with <method>
    Then the answer's status is 405 or 404

    Examples:
      | request                   | method |
      | asks the echo endpoint    | PUT    |
      | reads the site's metadata | PUT    |
      | reads the site's keys     | DELETE |

  @CC-HTTP-02
  Scenario Outline: Where an app that <request> with <variation> is answered with 401, the answer says how to authenticate
    When the app <request> with <variation>
    Then an answer 401 says how to authenticate

    Examples:
      | request                         | variation                                   |
      | refreshes its tokens            | a wrong consumer secret                     |
      | refreshes its tokens            | a wrong consumer secret in the Basic header |
      | introspects the access token    | a wrong consumer secret in the Basic header |
      | asks for the user's information | a made-up token                             |

  @CC-HTTP-02
  Scenario: Where a login with a wrong password is answered with 401, the answer says how to authenticate
    When the app asks for authorization with a wrong password and credentials in the Basic header
    Then an answer 401 says how to authenticate

  @CC-HTTP-04
  Scenario: An introspection request is answered with JSON
    When the app introspects the access token
    Then the introspection request is accepted
    And the answer is JSON

  @CC-HTTP-50
  Scenario: The login page of the ordinary flow cannot be shown in a frame of another site (profile strict)
    When the app asks for authorization with GET and the response type "code"
    Then a page of the answer cannot be framed by another site

  @CC-HTTP-51
  Scenario: The login page of the ordinary flow does not tell its URL to other sites (profile strict)
    When the app asks for authorization with GET and the response type "code"
    Then a page of the answer does not tell its URL to other sites
